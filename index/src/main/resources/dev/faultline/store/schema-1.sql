CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  container TEXT,
  format TEXT NOT NULL,
  charset TEXT NOT NULL,
  zone TEXT,
  clock_offset INTEGER NOT NULL,
  service TEXT,
  copied INTEGER NOT NULL,
  state TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT,
  head_bytes INTEGER NOT NULL,
  head_sha256 TEXT NOT NULL,
  prefix_sha256 TEXT,
  calls INTEGER NOT NULL,
  ordinals INTEGER NOT NULL,
  hidden INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  last_line INTEGER NOT NULL,
  last_record TEXT NOT NULL,
  last_offset INTEGER NOT NULL,
  last_length INTEGER NOT NULL,
  reject_hash TEXT NOT NULL,
  import_nanos INTEGER NOT NULL,
  file_modified INTEGER NOT NULL
);
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(id),
  events INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  evidence_bytes INTEGER NOT NULL
);
CREATE INDEX segment_source ON segment(source);
CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(id),
  code TEXT NOT NULL,
  loss INTEGER NOT NULL,
  detail TEXT NOT NULL,
  byte_offset INTEGER NOT NULL,
  line INTEGER NOT NULL
);
CREATE INDEX issue_source ON issue(source);
CREATE TABLE issue_count (
  source INTEGER NOT NULL REFERENCES source(id),
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (source, code)
) WITHOUT ROWID;
CREATE TABLE hidden (
  source INTEGER NOT NULL REFERENCES source(id),
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (source, ordinal)
) WITHOUT ROWID;
CREATE TABLE duplicate (
  source INTEGER NOT NULL REFERENCES source(id),
  ordinal INTEGER NOT NULL,
  other_source INTEGER NOT NULL,
  other_offset INTEGER NOT NULL,
  other_length INTEGER NOT NULL,
  other_line INTEGER NOT NULL
);
CREATE INDEX duplicate_event ON duplicate(source, ordinal);
CREATE TABLE pattern (
  id INTEGER PRIMARY KEY,
  leaf INTEGER NOT NULL,
  tokens BLOB NOT NULL
);
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  time TEXT NOT NULL,
  action TEXT NOT NULL,
  details TEXT NOT NULL,
  hash TEXT NOT NULL
);
