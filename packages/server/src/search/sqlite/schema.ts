/** Raised when a table or the way text becomes terms changes: files of another version are filled again. */
export const schemaVersion = 2;

/**
 * A document's number is never used twice, so what remembers numbers (vectors in memory, another process) can be wrong by
 * having too much, never by taking one document for another. Passage numbers are the document's times `passageStep` plus
 * the position, which keeps a document's passages together and finds them without an index.
 *
 * `terms` keeps no text (`content=''`): the text stands in `passage`, and what it is cut into is made by `words.ts`; its
 * tokenizer only parts at blanks, every character outside of ASCII being a letter to it. `ruling`, `frequent` and
 * `repeated` say again what a document says much (`often-said.ts`), each word in one of them: common words are looked for
 * there, so that not every document that holds them has to be scored.
 */
export const schema = `
create table source (no integer primary key autoincrement, id text not null unique);
create table access (no integer primary key autoincrement, chain text not null unique);
create table totals (
  one integer primary key check (one = 1),
  documents integer not null, title_words integer not null, body_words integer not null,
  names integer not null, passages integer not null
);
insert into totals values (1, 0, 0, 0, 0, 0);
create table document (
  no integer primary key autoincrement,
  source integer not null,
  id text not null,
  kind text not null,
  space_id text,
  space_key text collate nocase,
  space_name text,
  title text not null,
  url text not null,
  author_id text,
  author_name text,
  editors text not null,
  created_at integer not null,
  modified_at integer not null,
  version integer not null,
  labels text not null,
  ancestors text not null,
  parent_id text,
  attachments text not null,
  access integer not null,
  format_version integer not null,
  indexed_at integer not null,
  title_words integer not null,
  body_words integer not null,
  names integer not null,
  passages integer not null,
  unique (source, id)
);
create index document_space on document (source, space_id, space_key);
create index document_modified on document (modified_at);
create table passage (no integer primary key, heading_path text not null, anchor text, text text not null);
create table forward (document integer primary key, hashes blob not null);
create table term_documents (hash integer primary key, documents integer not null);
create table label (name text not null, document integer not null, primary key (name, document)) without rowid;
create index label_document on label (document);
create table ancestor (id text not null, document integer not null, primary key (id, document)) without rowid;
create index ancestor_document on ancestor (document);
create table word (form text primary key) without rowid;
create table setting (name text primary key, value text not null) without rowid;
create table vector (passage integer primary key, stamp integer not null, text_hash blob not null, data blob not null);
create index vector_stamp on vector (stamp);
create table unembedded (passage integer primary key);
create virtual table terms using fts5 (
  title, tags, ruling, frequent, repeated, body, names, content='', contentless_delete=1, tokenize="ascii tokenchars '_'"
);
insert into terms (terms, rank) values ('rank', 'bm25(5.0, 2.0, 1.0, 1.0, 1.0, 1.0, 0.5)');
`;

export const passageStep = 1_048_576;
