set search_path to gongkai;

-- What of a campaign is not public (未发布清单): editions that were never published, or only after the closing.
create index edition_published on edition (published_at);
