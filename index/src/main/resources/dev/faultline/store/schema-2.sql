CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  position INTEGER NOT NULL,
  reference TEXT,
  text TEXT NOT NULL,
  state TEXT,
  tags TEXT NOT NULL,
  author TEXT NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  removed INTEGER NOT NULL
);
CREATE TABLE citation (
  annotation INTEGER NOT NULL REFERENCES annotation(id),
  position INTEGER NOT NULL,
  supports INTEGER NOT NULL,
  reference TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (annotation, position)
) WITHOUT ROWID;
CREATE TABLE incident (
  field TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed INTEGER NOT NULL
) WITHOUT ROWID;
