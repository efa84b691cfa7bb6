import fc from 'fast-check';
import { test } from 'vitest';
import { realAnswers } from '../bench/fuzzAnswers';
import { fuzzCase } from '../bench/fuzzCases';
import { takeThrough } from '../bench/fuzzPaths';

test('no answer, however damaged, breaks what reads or shows it', async () => {
  const answers = await realAnswers();
  await fc.assert(
    fc.asyncProperty(fc.nat(), (seed) => takeThrough(fuzzCase(answers, seed))),
    // another seed is no simpler case
    { numRuns: 2000, endOnFailure: true },
  );
}, 90_000);
