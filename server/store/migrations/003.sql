-- Links under which outsiders may upload, and what was handed out under them.
create table upload_links (
  id text primary key,
  -- SHA-256 of the token, which itself is kept nowhere.
  token_hash blob not null unique,
  label text not null,
  -- The label as it is compared: it marks images, so no two links may share one.
  label_key text not null unique,
  folder text not null,
  creator text,
  metadata text not null,
  requires_signed_url integer not null,
  files_limit integer not null,
  total_bytes_limit integer not null,
  file_bytes_limit integer not null,
  created_at integer not null,
  expires_at integer not null,
  revoked_at integer
) strict, without rowid;

create table upload_drafts (
  link_id text not null references upload_links on delete cascade,
  -- Made by the guest's browser for one file.
  key text not null,
  -- making, waiting, arrived, refused, expired
  state text not null,
  reason text,
  name text not null,
  -- As the guest says, then as it arrived.
  size_bytes integer not null,
  image_id text,
  -- One-time; kept only while it can be used.
  upload_url text,
  created_at integer not null,
  expires_at integer not null,
  arrived_at integer,
  -- When the desk looks by itself what became of it.
  check_at integer not null,
  primary key (link_id, key)
) strict, without rowid;

create index upload_drafts_by_check on upload_drafts (check_at) where state in ('making', 'waiting');
