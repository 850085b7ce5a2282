import type { Timing } from '../simulation/timing.ts';
import { DEFAULT_TIMING } from '../simulation/timing.ts';
import { requestRates } from './request-rates.ts';
import type { EcsRule, RequestRule, Scenario } from './scenario.ts';

/** Holds the scenario that is being played, and how far it has got. */
export class Director {
  #scenario: Scenario = {};
  #uses = new Map<RequestRule | EcsRule, number>();
  #signedRequests = 0;
  #rates = requestRates();

  get scenario(): Scenario {
    return this.#scenario;
  }

  get timing(): Timing {
    return { ...DEFAULT_TIMING, ...this.#scenario.timing };
  }

  /** Plays another scenario, from its beginning. What has begun stays as it was planned. */
  play(scenario: Scenario): void {
    this.#scenario = scenario;
    this.#uses = new Map();
    this.#signedRequests = 0;
    this.#rates = requestRates();
  }

  /** Counts a signed request; false when its credentials have expired. */
  admits(): boolean {
    this.#signedRequests++;
    return this.#signedRequests <= (this.#scenario.credentialsExpireAfter ?? Infinity);
  }

  /** Counts a request where documented rates are kept; false when there were too many. `now` is in milliseconds. */
  isWithinRate(operation: string, now: number): boolean {
    return this.#scenario.enforceRates !== true || this.#rates.admits(operation, now);
  }

  /** What shall become of the next task of the family, if the scenario says so; counts it. */
  ecsRuleFor(family: string): EcsRule | undefined {
    for (const rule of this.#scenario.ecs ?? []) {
      if (rule.family !== '*' && rule.family !== family) continue;
      const used = this.#uses.get(rule) ?? 0;
      if (used >= (rule.times ?? Infinity)) continue;
      this.#uses.set(rule, used + 1);
      return rule;
    }
    return undefined;
  }

  /** What shall happen to this request of the operation, if anything; counts it. */
  ruleFor(operation: string): RequestRule | undefined {
    let found: RequestRule | undefined;
    for (const rule of this.#scenario.requests ?? []) {
      if (rule.operation !== '*' && rule.operation !== operation) continue;
      const used = this.#uses.get(rule) ?? 0;
      const { skip = 0, times = 1 } = rule;
      if (used >= skip + times) continue;
      this.#uses.set(rule, used + 1);
      if (used >= skip) found ??= rule;
      if (found !== undefined) break;
    }
    return found;
  }
}
