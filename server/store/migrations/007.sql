-- What every variant was, as far as this desk knows.
create table variant_versions (
  id integer primary key autoincrement,
  -- The desk may be pointed to another account.
  account text not null,
  name text not null,
  change text not null check (change in ('first_seen', 'created', 'changed', 'deleted')),
  -- JSON of the whole state; null: deleted.
  state text,
  -- Who made it here; null: made elsewhere and noticed then.
  made_by text,
  at_ms integer not null
) strict;
create index variant_versions_by_name on variant_versions (account, name, id);
