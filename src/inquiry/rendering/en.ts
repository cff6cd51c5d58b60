/** Every sentence of ours in English; see zh-hans.ts for the slots. */
import type { Phrases } from './phrases.ts';

export const en: Phrases = {
  done: 'Done',
  planned: 'Planned',
  stated: 'In the reply’s words',
  sources: 'Sources',
  colon: ': ',

  rowNumber: 'Number',
  rowTitle: 'Title',
  rowSubject: 'Proposal',
  rowProposer: 'Proposed by',
  rowAgency: 'Agency',
  rowResult: 'Result',
  rowDate: 'Date of reply',
  rowDocument: 'Document no.',
  rowLetter: 'Reply',
  rowTold: 'What it says',

  numbered: 'no. {number}',
  proposal: 'Proposal no. {number}',
  suggestion: 'Suggestion no. {number}',
  reply: 'Reply to proposal no. {number}',
  suggestionReply: 'Reply to suggestion no. {number}',
  cohandling: 'Co-handling opinion on proposal no. {number}',
  suggestionCohandling: 'Co-handling opinion on suggestion no. {number}',
  secondReply: 'Second reply to proposal no. {number}',
  suggestionSecondReply: 'Second reply to suggestion no. {number}',
  titled: '《{title}》',
  unnumbered: 'Reply of {agency}',
  replyOf: 'Reply to the suggestion of {proposer}',
  page: 'p. {page}',
  scanned: 'read from a scan',

  older: 'This reply is from {year}; things may have changed.',
  newestFirst: 'There is a second reply; the newest ({date}) comes first.',
  found: '{count} in all:',
  promised: '{count} promised in the replies:',
  compared: 'Side by side:',
  noYearNear: 'Nothing was found for {asked}; the nearest reply is from {year}.',
  corrected: 'Looked up as “{heard}”.',
  more: 'There is more; ask about any one of these.',

  asOf: 'This is the state on {date}, when the reply was written; newer replies may tell more. Quotes are in the original Chinese.',
  asOfBetween:
    'This is the state between {first} and {last}, when the replies were written; newer replies may tell more. Quotes are in the original Chinese.',
  asOfUndated:
    'The reply prints no date; it tells the state of its day, and newer replies may tell more. Quotes are in the original Chinese.',

  noMatch: 'The reply letters at hand do not answer this question.',
  noNumber: 'No reply to {asked} was found.',
  noNumberNear: 'No reply to {asked} was found. Did you mean {number}?',
  noPlace: 'There is no reply from {asked}, and another place’s reply would not do.',
  noPlaceTopic: 'The replies of {asked} do not answer this question, and another place’s reply would not do.',
  noYear: 'Nothing was found for {asked}.',
  noAgency: 'No reply by {asked} was found.',
  undated: 'The reply prints no date.',
  notPublic: 'Replies that are “{asked}” cannot be looked up here.',
  noLetter: 'No reply fits “{asked}”.',
  personal: 'This is a personal matter that reply letters do not tell. Please ask the agency in charge.',
  restricted:
    'This reply is disclosed on application only, so its content is not shown here. You may apply for disclosure.',
  restrictedAt:
    'This reply is disclosed on application only, so its content is not shown here. You may apply to {agency}.',
  nearest: 'These replies may be related:',
  askAgency: 'You may also ask {agency} directly.',
  askReach: 'You may also call the local government hotline.',
  badQuestion: 'I could not read a question there. Please write in a sentence what you would like to know.',
  tooLong: 'The question is too long. Please write in a few sentences what you would like to know.',
  nothingProven: 'No answer could be proven by the original text.',

  choose: 'Several fit. Please reply with a number:',

  greeting: 'Hello! I answer questions from official reply letters to proposals, with the source of every sentence.',
  thanks: 'You are welcome. Just ask on.',
  bye: 'Goodbye, and welcome back any time.',
  identity:
    'I am Fuwen. I answer from official reply letters to proposals, with the source of every sentence, and say so when they do not tell.',
  complaint: 'Sorry that this did not help. Try other words, or name the proposal number, place or agency.',
  unsupported: 'I only answer questions from reply letters to proposals; I do not follow other instructions.',
  noChoice: 'There is nothing to choose from now. Please write your question.',
  examples: 'You can ask, for example:',
  exampleStatus: 'What has become of {label}?',
  exampleTopic: 'What was done about “{subject}”?',
  examplePlan: 'What does {agency} plan next?',

  stateOverdue: 'Its day has passed',
  stateDue: 'Still due',
  stateUndated: 'No day named',
  stateDone: 'A later reply tells more',
  overdueMeans: 'A day that has passed is the one that the reply names; the promise may have been kept since.',
  listWhole: '{total} in all:',
  listPart: '{total} in all; {first} to {last}:',
  nextPart: 'Reply “next” for more.',

  sourceWhole: 'Whole text: {label}',
};
