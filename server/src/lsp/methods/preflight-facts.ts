import { preflightFactsRequest } from '../../protocol/index.ts';
import type { PreflightFactsParams, PreflightFactsResult } from '../../protocol/index.ts';
import { workspaceMethod } from '../requests.ts';
import { runFacts } from '../run-facts.ts';

export const preflightFactsMethod = workspaceMethod<PreflightFactsParams, PreflightFactsResult>({
  method: preflightFactsRequest,
  summary: 'What only an account can judge about a run (roles, buckets, inputs, images), with its places.',
  takes: 'uri',
  async answer(params, session, ask) {
    const parameters = params.parameters === undefined ? undefined : session.ownUri(params.parameters);
    const { facts, placeOf } = await runFacts(session.ownUri(params.uri), parameters, session, ask);
    return {
      place: placeOf(facts.at),
      members: facts.members.map(({ name, value, at }) => ({ name, value, place: placeOf(at) })),
      parameters: facts.parameters.map(({ name, at }) => ({ name, place: placeOf(at) })),
      inputs: facts.inputs.map(({ name, value, wanted, at }) => ({
        name,
        value,
        wanted,
        place: placeOf(at),
      })),
      images: facts.images.map(({ name, image, pulledFrom, certainty, runsOn, gpus, at }) => ({
        name,
        value: image,
        certainty,
        runsOn,
        place: placeOf(at),
        ...(pulledFrom === undefined ? {} : { pulledFrom }),
        ...(gpus === undefined ? {} : { gpus }),
      })),
    };
  },
});
