-- Signed links made here. No signature and no key value: nothing here opens a picture.
create table link_records (
  id integer primary key autoincrement,
  image_id text not null,
  variant text not null,
  key_name text not null,
  minted_at_ms integer not null,
  -- Unix seconds, as signed; null: never.
  expires_at_s integer,
  -- The key was deleted from this desk; a later key of the same name is another one.
  key_deleted_at_ms integer
) strict;
create index link_records_by_image on link_records (image_id);
create index link_records_by_key on link_records (key_name) where key_deleted_at_ms is null;
