/** A drawing with its style, as a file of its own. */
export function standaloneSvg(svg: string, style: string): string {
  return svg.replace('</title>', `</title>\n<style>${style}</style>`);
}
