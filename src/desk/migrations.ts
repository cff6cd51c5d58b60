/**
 * The desk's tables, by number: a database knows how many it has had (`user_version`) and gets the rest, each in a
 * transaction. A migration that was published is never edited.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- A message stands here before any work. After the send only what refuses a repeated delivery stays.
  CREATE TABLE inbox (
    channel TEXT NOT NULL,
    message_id TEXT NOT NULL,
    -- Keyed hash of who wrote it, null once done.
    person TEXT,
    -- The message as JSON, null once done.
    message TEXT,
    arrived_at INTEGER NOT NULL,
    done_at INTEGER,
    PRIMARY KEY (channel, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX inbox_pending ON inbox (channel, arrived_at) WHERE done_at IS NULL;
  CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

  -- The last turns of each conversation; conversation and person are keyed hashes.
  CREATE TABLE turn (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    message_id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    person TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    question TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('public', 'staff')),
    -- What the answer left to come back to, as JSON: kind, language, citations, choices.
    answer TEXT NOT NULL,
    UNIQUE (channel, message_id)
  ) STRICT;
  CREATE INDEX turn_conversation ON turn (conversation, asked_at);
  CREATE INDEX turn_person ON turn (person);

  CREATE TABLE person (
    person TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    questions INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE feedback (
    turn TEXT NOT NULL,
    person TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('useful', 'useless')),
    channel TEXT NOT NULL,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Files of the cited letters, as a JSON list.
    files TEXT NOT NULL,
    PRIMARY KEY (turn, person)
  ) STRICT;
  CREATE INDEX feedback_person ON feedback (person);
  `,
];
