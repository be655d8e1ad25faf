-- Releases that are made by themselves: at once after the last approval, where the section says so, and when a not-before comes.

set search_path to gongkai;

alter table section add publish_at_once boolean not null default false;   -- how the office works, not a word for readers

-- What is approved and not public yet, which is little at any time.
create index edition_approved on edition (not_before) where latest and state = 'APPROVED';
