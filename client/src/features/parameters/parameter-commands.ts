import { clickedFile } from '../../infrastructure/clicked-file.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { createInputs, type NewInputsPorts } from './new-inputs.ts';
import { writeTemplate, type ParameterTemplatePorts } from './parameter-template.ts';

export type ParameterCommandsPorts = NewInputsPorts & ParameterTemplatePorts;

/** Files that are written from a workflow. Nothing is sent: they also work where the workspace is not trusted. */
export function parameterCommands(ports: ParameterCommandsPorts): readonly Command[] {
  return [
    {
      name: 'omicsLens.generateTemplate',
      action: 'generate the parameter template',
      run: (argument) => writeTemplate(clickedFile(argument), ports),
    },
    {
      name: 'omicsLens.updateTemplate',
      action: 'update the parameter template',
      run: (argument) => writeTemplate(clickedFile(argument), ports),
    },
    {
      name: 'omicsLens.generateInputs',
      action: 'generate the inputs file',
      run: (argument) => createInputs(clickedFile(argument), ports),
    },
  ];
}
