const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Dots while it runs, failures at the end, and the counts as JSON in the file that the option `output` names. */
module.exports = class CountingReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(
        options.reporterOption.output,
        JSON.stringify({ passed: passes, failed: failures, skipped: pending }),
      );
    });
  }
};
