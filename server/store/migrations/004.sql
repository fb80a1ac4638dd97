-- What became of every upload, by the key its sender gave it. Kept for a week.
create table uploads (
  key text primary key,
  kind text not null check (kind in ('draft', 'custom', 'url')),
  -- SHA-256 of what was asked for besides the picture.
  fields_digest text not null,
  -- The draft's id, the custom id, or the id of the image that came of it.
  image_id text,
  -- One-time URL of the draft: whoever has it can upload one image.
  upload_url text,
  expires_at_ms integer,
  -- From this on an image may exist that nobody has heard of.
  may_be_stored integer not null default 0 check (may_be_stored in (0, 1)),
  is_stored integer not null default 0 check (is_stored in (0, 1)),
  -- SHA-256 of the picture, once it went out whole.
  content_hash text,
  -- By URL: the name the image will probably have.
  file_name text,
  attempted_at_ms integer not null,
  -- By URL: how often the image was looked for in vain.
  looks integer not null default 0
) strict, without rowid;
create index uploads_by_image on uploads (image_id) where image_id is not null;
create index uploads_by_time on uploads (attempted_at_ms);

-- Drafts nobody will fill any more, until they are deleted.
create table given_up_drafts (
  image_id text primary key,
  given_up_at_ms integer not null
) strict, without rowid;

-- What is set for everybody at this desk; each value is JSON.
create table settings (
  name text primary key,
  value text not null
) strict, without rowid;
