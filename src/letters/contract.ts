/** The keys that `fuwen letters --json` prints; stable: add, never rename or remove one. */
import type { Letter } from '../model.ts';

/** One element of `letters --json`: every field as printed, sentences as whole verbatim strings. */
export function letterRecord(letter: Letter) {
  const said = (span: { start: number; end: number }) => letter.body.slice(span.start, span.end);
  return {
    file: letter.file,
    letterId: letter.id,
    sha256: letter.sha256,
    format: letter.format,
    kind: letter.kind,
    genre: letter.genre,
    proposalNo: letter.proposalNo,
    session: letter.session,
    title: letter.title,
    subject: letter.subject,
    addressees: letter.addressees,
    department: letter.department,
    docNo: letter.docNo,
    result: letter.result,
    resultClass: letter.resultClass,
    disclosure: letter.disclosure,
    date: letter.date,
    place: letter.place,
    sections: letter.sections.map((section) => ({
      heading: section.heading,
      done: section.sentences.filter((sentence) => sentence.done).map(said),
      planned: section.sentences.filter((sentence) => sentence.planned).map(said),
    })),
    contact: letter.contact,
    ocr: letter.ocr,
    body: letter.body,
    pages: letter.pages,
    problems: letter.problems,
  };
}
