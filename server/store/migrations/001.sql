create table saved_views (
  id text primary key,
  name text not null,
  -- The name as it is compared: two views may not differ in letter case alone.
  name_key text not null unique,
  query text not null,
  sort text not null
) strict, without rowid;
