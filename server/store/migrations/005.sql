-- Files being replaced under an id that stays: written before the old image is deleted, so that a crash loses neither file.
create table replacements (
  image_id text primary key,
  -- Names the two files in the folder `replacing`.
  key text not null unique,
  -- putting_new, putting_old; then replaced, restored or displaced
  state text not null check (state in ('putting_new', 'putting_old', 'replaced', 'restored', 'displaced')),
  -- What the new image gets, JSON.
  metadata text,
  creator text,
  -- Of the image that was deleted: whatever has another one came later.
  old_uploaded_at text not null,
  -- JSON: name, type, sizeBytes, contentHash
  old_file text not null,
  new_file text not null,
  -- Why the new file was refused.
  reason text,
  -- Where the old file went when somebody else took the id.
  rescued_id text,
  begun_at_ms integer not null
) strict, without rowid;
