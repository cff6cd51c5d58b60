/** An evaluation as programs read it: keys are added, never renamed or removed. */
import type { Report } from './evaluate.ts';

export function reportRecord(report: Report, page: string) {
  const { facts, figures, ablations, changes, doubts, results } = report;
  return {
    at: facts.at,
    questions: facts.questions,
    half: facts.half,
    without: facts.without,
    generation: facts.generation,
    figures,
    ablations,
    changes,
    doubts,
    results: results.map(({ gold, answer, faults, ranking, loss, quotedCharacters, trace }) => ({
      id: gold.id,
      q: gold.q,
      type: gold.type,
      lang: gold.lang,
      role: gold.role,
      right: faults.length === 0,
      faults,
      loss,
      ranking,
      quotedCharacters,
      answer,
      // The trace of a right answer is long and of no use here; `ask --explain` gives it.
      trace: faults.length === 0 ? null : trace,
    })),
    page,
  };
}
