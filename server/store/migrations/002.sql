create table upload_presets (
  id text primary key,
  name text not null,
  -- The name as it is compared: two presets may not differ in letter case alone.
  name_key text not null unique,
  version integer not null,
  -- JSON
  defaults text not null
) strict, without rowid;
