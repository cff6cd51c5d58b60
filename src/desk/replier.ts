/** Decides the reply to one message: a command is answered from what the desk remembers, a question by the house. */
import type { Incoming, Reply, SourceInContext } from '../adapter.ts';
import type { Answer, Citation, Language, ListPart, Question, Viewer } from '../model.ts';
import { parseCommand, type Command } from './commands.ts';
import { traceOf, type Conversations, type Trace, type Turn } from './conversations.ts';
import type { Feedback } from './feedback.ts';
import type { People } from './people.ts';
import { languageOf, TEXTS } from './texts.ts';

/** `/find 概念验证 2025` and the like: answered in parts, from `first` (1-based) on. */
export interface Lookup {
  /** For staff in private chats; others are told so. */
  readonly staffOnly: boolean;
  /** A whole command to show where the argument is missing; null when it may be. */
  readonly example: string | null;
  /** `part` is null when the answer is no list. */
  run(argument: string, viewer: Viewer, first: number): Promise<{ answer: Answer; part: ListPart | null }>;
}

/** What the desk asks of the rest of the house. */
export interface House {
  /** Rejects on a fault only. */
  answer(question: Question): Promise<Answer>;
  /** The surroundings of a cited passage; null when the letter is gone or the viewer may not see it (any more). */
  source(citation: Citation, viewer: Viewer): Promise<SourceInContext | null>;
  /** Look-ups by name: `/find 概念验证 2025` runs `find` with the rest of the line. */
  readonly lookups: ReadonlyMap<string, Lookup>;
  /** Questions that the letters at hand answer, for /help. */
  examples(language: Language): readonly string[];
}

export interface ReplierOptions {
  /** `channel:id` of those who see what staff may see, in private chats only. */
  readonly staff: ReadonlySet<string>;
  /** Earlier questions given to the house. */
  readonly turns: number;
  /** For how long they are kept, milliseconds. */
  readonly turnLife: number;
  /** IANA name, e.g. Asia/Shanghai: where "today" is. */
  readonly timeZone: string;
  /** UTF-16 code units of a question. */
  readonly longest: number;
}

/** How a reply came about, for counting. */
export type Outcome = Answer['kind'] | 'command' | 'fault' | 'refused';

interface Done {
  readonly reply: Reply;
  readonly outcome: Outcome;
}

interface Scene {
  readonly message: Incoming;
  readonly person: string;
  readonly conversation: string;
  readonly viewer: Viewer;
  readonly now: number;
  readonly earlier: readonly Turn[];
  /** The answer that a command is about: a pressed button's, else the last one. Null when there is none any more. */
  readonly about: Turn | null;
  readonly language: Language;
}

export class Replier {
  constructor(
    private readonly house: House,
    private readonly conversations: Conversations,
    private readonly people: People,
    private readonly feedback: Feedback,
    private readonly options: ReplierOptions,
  ) {}

  async reply(message: Incoming, now: number): Promise<Done> {
    const scene = this.#scene(message, now);
    if (message.text === null) return said(TEXTS[scene.language].notText, scene.language);
    const text = message.text.trim();
    if (text === '') return said(TEXTS[scene.language].empty, scene.language);
    if (text.length > this.options.longest)
      return said(TEXTS[scene.language].tooLong(this.options.longest), scene.language);
    const command = parseCommand(text, new Set(this.house.lookups.keys()));
    if (command !== null) {
      const done = await this.#command(command, scene);
      if (done !== null) return done;
    }
    return this.#ask(text, scene);
  }

  /** What to say when the house failed. */
  apology(message: Incoming): Reply {
    const language = languageOf(message.text, message.language);
    return { kind: 'text', text: TEXTS[language].fault, language };
  }

  #scene(message: Incoming, now: number): Scene {
    const person = this.people.hash('person', message.channel, message.sender);
    const conversation = this.people.hash('conversation', message.channel, message.conversation);
    const staff = message.private && this.options.staff.has(`${message.channel}:${message.sender}`);
    const viewer: Viewer = { role: staff ? 'staff' : 'public' };
    // A turn answered for staff is never given to the public again, whoever reads the chat now.
    const earlier = this.conversations
      .recent(conversation, this.options.turns, now, message.messageId)
      .filter((turn) => staff || turn.role === 'public');
    const last = earlier.at(-1) ?? null;
    const named = message.about === undefined ? last : this.conversations.find(message.about, conversation, now);
    const about = named !== null && (staff || named.role === 'public') ? named : null;
    const spoken = message.text === null ? null : message.text.trim();
    const isWord = spoken !== null && parseCommand(spoken, new Set()) === null;
    const language = isWord
      ? languageOf(spoken, message.language)
      : (about?.trace.language ?? languageOf(spoken, message.language));
    return { message, person, conversation, viewer, now, earlier, about, language };
  }

  async #ask(text: string, scene: Scene): Promise<Done> {
    const question: Question = {
      text,
      viewer: scene.viewer,
      turns: scene.earlier.map((turn) => turn.question),
      today: new Intl.DateTimeFormat('sv-SE', { timeZone: this.options.timeZone }).format(scene.now),
    };
    return this.#remember(text, await this.house.answer(question), scene);
  }

  async #lookUp(name: string, argument: string, first: number, scene: Scene): Promise<Done | null> {
    const { language, viewer } = scene;
    const lookup = this.house.lookups.get(name);
    if (lookup === undefined) return null;
    if (lookup.staffOnly && viewer.role !== 'staff') return said(TEXTS[language].staffOnly, language);
    if (lookup.example !== null && argument === '') return said(TEXTS[language].usage(lookup.example), language);
    const { answer, part } = await lookup.run(argument, viewer, first);
    if (part === null) return this.#remember(answer.question, answer, scene);
    const next = part.last < part.total ? part.last + 1 : null;
    return this.#remember(answer.question, answer, scene, { listing: { name, argument, next }, part });
  }

  #remember(
    text: string,
    answer: Answer,
    scene: Scene,
    list?: { readonly listing: NonNullable<Trace['listing']>; readonly part: ListPart },
  ): Done {
    const { message, person, conversation, now, viewer } = scene;
    const id = this.conversations.add({
      channel: message.channel,
      messageId: message.messageId,
      conversation,
      person,
      askedAt: now,
      question: text,
      role: viewer.role,
      trace: traceOf(answer, list?.listing),
    });
    this.people.seen(person, message.channel, now);
    const part = list === undefined ? {} : { part: list.part };
    return { reply: { kind: 'answer', answer, id, ...part }, outcome: answer.kind };
  }

  /** Null when the message is a question after all. */
  async #command(command: Command, scene: Scene): Promise<Done | null> {
    const { language, about, message } = scene;
    const texts = TEXTS[language];
    switch (command.kind) {
      case 'start':
        return said(texts.start(Math.round(this.options.turnLife / 60_000)), language);
      case 'help':
        return said(
          [texts.help(this.house.examples(language)), ...(scene.viewer.role === 'staff' ? [texts.staffHelp] : [])].join(
            '\n\n',
          ),
          language,
        );
      case 'unknown':
        return said(texts.unknown, language);
      case 'new':
        this.conversations.end(scene.conversation);
        return said(texts.fresh, language);
      case 'forget':
        this.people.forget(scene.person);
        if (message.private) this.conversations.end(scene.conversation);
        return said(texts.forgotten, language);
      case 'feedback':
        if (about === null) return said(message.about === undefined ? texts.noAnswerYet : texts.expired, language);
        this.feedback.give(about, scene.person, command.verdict, scene.now);
        return said(command.verdict === 'useful' ? texts.thanks : texts.sorry, language);
      case 'source':
        if (about === null) return said(message.about === undefined ? texts.noAnswerYet : texts.expired, language);
        return this.#source(command.marker, about, scene);
      case 'number':
        return this.#number(command.number, scene);
      case 'lookup':
        return this.#lookUp(command.name, command.argument, 1, scene);
      case 'next': {
        const listing = about?.trace.listing;
        if (listing === undefined || listing.next === null)
          return said(about === null && message.about !== undefined ? texts.expired : texts.noMore, language);
        return this.#lookUp(listing.name, listing.argument, listing.next, scene);
      }
    }
  }

  async #number(number: number, scene: Scene): Promise<Done | null> {
    const { about, language, message } = scene;
    if (about === null) return message.about === undefined ? null : said(TEXTS[language].expired, language);
    const { choices, citations } = about.trace;
    if (choices.length > 0) {
      const choice = choices[number - 1];
      return choice === undefined
        ? said(TEXTS[language].noSuchChoice(choices.length), language)
        : this.#ask(choice, scene);
    }
    return citations.length > 0 ? this.#source(number, about, scene) : null;
  }

  async #source(marker: number, turn: Turn, scene: Scene): Promise<Done> {
    const language = turn.trace.language;
    const citation = turn.trace.citations.find((one) => one.marker === marker);
    if (citation === undefined)
      return said(TEXTS[language].noSuchSource(marker, turn.trace.citations.length), language);
    const source = await this.house.source(citation, scene.viewer);
    if (source === null) return said(TEXTS[language].sourceGone, language);
    return { reply: { kind: 'source', source, language }, outcome: 'command' };
  }
}

function said(text: string, language: Language): Done {
  return { reply: { kind: 'text', text, language }, outcome: 'command' };
}
