-- What stands where a withdrawn document stood: what replaces it, and a document that explains why. Both are ids of documents
-- with a review of their own; no free text is ever taken from a withdrawal (decision 18). GK032: an unlawful withdrawal.

set search_path to gongkai;

alter table edition add explained_by uuid references document;

create function withdrawal_is_lawful() returns trigger language plpgsql set search_path = gongkai as $$
declare
    fresh boolean := old.state <> 'WITHDRAWN';
begin
    if new.withdrawal_reason = 'SUPERSEDED' and new.replaced_by is null then
        raise exception 'what is superseded names what takes its place' using errcode = 'GK032';
    end if;
    if new.withdrawal_reason = 'PRIVACY' and new.replaced_by is not null then
        raise exception 'what is withdrawn for privacy has no replacement' using errcode = 'GK032';
    end if;
    if new.document_id in (new.replaced_by, new.explained_by) then
        raise exception 'a document neither replaces nor explains itself' using errcode = 'GK032';
    end if;
    if new.replaced_by is not null and (fresh or new.replaced_by is distinct from old.replaced_by)
           and not exists (select 1 from edition l where l.document_id = new.replaced_by and l.state = 'PUBLISHED') then
        raise exception 'document % is not public and replaces nothing', new.replaced_by using errcode = 'GK032';
    end if;
    if new.explained_by is not null and not exists (
           select 1 from document d where d.id = new.explained_by and d.kind in ('notice', 'page')) then
        raise exception 'document % is no notice or page and explains nothing', new.explained_by using errcode = 'GK032';
    end if;
    return new;
end $$;
create trigger withdrawal_is_lawful before update of state, replaced_by, explained_by on edition for each row
    when (new.state = 'WITHDRAWN' and (old.state, old.replaced_by, old.explained_by)
          is distinct from (new.state, new.replaced_by, new.explained_by))
    execute function withdrawal_is_lawful();
