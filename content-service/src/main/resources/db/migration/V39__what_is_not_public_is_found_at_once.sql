set search_path to gongkai;

-- What of a campaign is not public (未发布清单): editions that were never published, or only after the closing.
create index edition_published on edition (published_at);

-- What of a unit is public (本单位最近公开的), the newest first.
create index edition_live_of_unit on edition (unit_key, published_at desc, id) where state = 'PUBLISHED';
