-- What is withdrawn for privacy is erased, and not only hidden (decision 17): its digests and the acts stay, its words and files go.
-- The database holds the rule. A withdrawal for privacy demands an erasure in the same transaction; content goes by one function,
-- which runs as the owner and takes only what such a document alone uses, once it is off the site; and nothing of the document
-- moves towards publication in between. GK040: the document is being erased. GK041: this cannot be erased, or not yet.

set search_path to gongkai;

-- What stands where words were.
create function erased_words() returns text language sql immutable as $$ select '（涉及个人信息，已清除）' $$;

create function erased_key(key text) returns text language sql immutable as $$
    select 'erased:' || encode(sha256(convert_to(key, 'UTF8')), 'hex')
$$;

-- ---------------------------------------------------------------- what has to be erased

create table erasure (
    edition_id  uuid primary key references edition,   -- the live edition that was withdrawn
    document_id uuid not null references document,
    state       text not null check (state in ('WAITING', 'RECORDS', 'RELEASES', 'DONE')),
    asked_at    timestamptz not null,
    removed_in  bigint references release,              -- the release that took it off the site
    revisions   bytea[] not null default '{}',          -- the digests of what was erased
    assets      bytea[] not null default '{}',
    erased_at   timestamptz,                            -- when the database held it no more
    finished_at timestamptz,                            -- when nothing of ours held it any more
    check ((state = 'WAITING') = (erased_at is null)),
    check ((state = 'WAITING') = (removed_in is null)),
    check ((state = 'DONE') = (finished_at is not null))
);
create index on erasure (document_id);
create index on erasure (asked_at desc, edition_id);
create index erasure_to_finish on erasure (asked_at) where state <> 'DONE';

create function being_erased(a_document uuid) returns boolean language sql stable set search_path = gongkai as $$
    select exists (select from erasure x where x.document_id = a_document and x.state = 'WAITING')
$$;

create function privacy_demands_erasure() returns trigger language plpgsql security definer
    set search_path = gongkai, pg_temp as $$
begin
    insert into erasure (edition_id, document_id, state, asked_at)
    values (new.id, new.document_id, 'WAITING', new.withdrawn_at) on conflict do nothing;
    return null;
end $$;
create trigger privacy_demands_erasure after update on edition for each row
    when (new.state = 'WITHDRAWN' and new.withdrawal_reason = 'PRIVACY'
          and (old.state <> 'WITHDRAWN' or old.withdrawal_reason <> 'PRIVACY'))
    execute function privacy_demands_erasure();

insert into erasure (edition_id, document_id, state, asked_at)
select id, document_id, 'WAITING', coalesce(withdrawn_at, changed_at)
from edition where state = 'WITHDRAWN' and withdrawal_reason = 'PRIVACY';

-- Not what a release under way makes public: that was decided before the withdrawal, and no removal waits for this.
create function what_is_erased_rests() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if (tg_op = 'INSERT' or new.digest <> old.digest or (new.state <> old.state and new.state in ('IN_REVIEW', 'APPROVED')))
           and being_erased(new.document_id) then
        raise exception 'document % was withdrawn for privacy and is being erased', new.document_id using errcode = 'GK040';
    end if;
    return new;
end $$;
create trigger what_is_erased_rests before insert or update on edition
    for each row execute function what_is_erased_rests();

-- The runtime role reports how far it has come with what lies outside of the database; it can take nothing back.
create function erasure_goes_forward() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if new.state <> old.state
           and (old.state, new.state) not in (('WAITING', 'RECORDS'), ('RECORDS', 'RELEASES'), ('RELEASES', 'DONE')) then
        raise exception 'an erasure cannot go from % to %', old.state, new.state using errcode = 'GK041';
    end if;
    if (new.edition_id, new.document_id, new.asked_at) is distinct from (old.edition_id, old.document_id, old.asked_at)
           or (old.state <> 'WAITING' and (new.removed_in, new.revisions, new.assets, new.erased_at)
               is distinct from (old.removed_in, old.revisions, old.assets, old.erased_at))
           or (old.finished_at is not null and new.finished_at is distinct from old.finished_at) then
        raise exception 'what is on record of an erasure does not change' using errcode = 'GK012';
    end if;
    if old.state = 'WAITING' and new.state = 'RECORDS'
           and exists (select from revision r where r.digest = any(new.revisions) and r.canonical is not null) then
        raise exception 'the content of document % is still here', new.document_id using errcode = 'GK041';
    end if;
    return new;
end $$;
create trigger erasure_goes_forward before update on erasure for each row execute function erasure_goes_forward();
create trigger erasures_stay before delete or truncate on erasure for each statement execute function nothing_changes_here();

-- ---------------------------------------------------------------- words beside the audit log

-- An entry of the log never changes, so what somebody wrote is not in it: the entry holds the SHA-256 of salt and words, which
-- proves what was said while both are kept, and says nothing once they are gone.
create table audit_words (
    chain      text not null,
    position   bigint not null,
    member     text not null,                -- of the entry's detail
    commitment bytea not null check (length(commitment) = 32),
    salt       uuid,
    words      text,                         -- null: erased
    primary key (chain, position, member),
    foreign key (chain, position) references audit_entry,
    check ((salt is null) = (words is null)),
    check (words is null or sha256(convert_to(salt::text || words, 'UTF8')) = commitment)
);

create function words_are_those_of_the_entry() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if tg_op = 'INSERT' then
        if new.words is null or not exists (
               select from audit_entry a where a.chain = new.chain and a.position = new.position
                   and a.detail::json -> new.member ->> 'sha256' = encode(new.commitment, 'hex')) then
            raise exception 'entry % of chain % says nothing of these words', new.position, new.chain using errcode = 'GK020';
        end if;
    elsif new.words is not null
           or (new.chain, new.position, new.member, new.commitment) is distinct from (old.chain, old.position, old.member, old.commitment)
           or not exists (select from erasure x where x.state = 'WAITING'
                          and (x.document_id::text = old.chain or old.member in ('name', 'fileName'))) then
        raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'GK021';
    end if;
    return new;
end $$;
create trigger words_are_those_of_the_entry before insert or update on audit_words
    for each row execute function words_are_those_of_the_entry();
create trigger audit_words_stay before delete or truncate on audit_words
    for each statement execute function nothing_changes_here();

-- ---------------------------------------------------------------- what guards rows lets words go, and nothing else

-- Whether nothing but these members changes, each to what stands where words were, in a row of an edition that is being erased.
create function only_words_go(before jsonb, after jsonb, words text[], an_edition uuid) returns boolean
    language sql stable set search_path = gongkai as $$
    select before - words = after - words
       and not exists (select from unnest(words) w where after -> w is distinct from before -> w
                       and after -> w not in (to_jsonb(erased_words()), '[]'))
       and exists (select from edition e where e.id = an_edition and being_erased(e.document_id))
$$;

create function a_revision_goes_wholly() returns trigger language plpgsql set search_path = gongkai as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'GK021';
    end if;
    if new.canonical is not null or (new.digest, new.created_at) is distinct from (old.digest, old.created_at)
           or old.canonical is null or exists (
               select from edition_revision u join edition e on e.id = u.edition_id
               where u.digest = old.digest and (e.state = 'PUBLISHED' or not being_erased(e.document_id))) then
        raise exception 'revision % is not to be erased', encode(old.digest, 'hex') using errcode = 'GK041';
    end if;
    return new;
end $$;
create trigger a_revision_goes_wholly before update or delete on revision
    for each row execute function a_revision_goes_wholly();

drop trigger approvals_are_append_only on approval;
create trigger approvals_are_append_only before delete or truncate on approval
    for each statement execute function nothing_changes_here();
create trigger a_verdict_loses_only_words before update on approval for each row
    when (not only_words_go(to_jsonb(old), to_jsonb(new), array['comment', 'remarks'], old.edition_id))
    execute function nothing_changes_here();

drop trigger bypass_is_lawful on bypass;
create trigger bypass_is_lawful before insert on bypass for each row execute function bypass_is_lawful();
create trigger bypass_stays_lawful before update on bypass for each row
    when (not only_words_go(to_jsonb(old), to_jsonb(new), array['reason'], old.edition_id))
    execute function bypass_is_lawful();

drop trigger notice_is_lawful on notice;
create trigger notice_is_lawful before insert on notice for each row execute function notice_is_lawful();
create trigger notice_stays_lawful before update on notice for each row
    when (not only_words_go(to_jsonb(old), to_jsonb(new), array['comment', 'answer'], old.edition_id))
    execute function notice_is_lawful();

drop trigger late_mark_stays on edition;
create trigger late_mark_stays before update on edition for each row
    when (old.late_at is not null
          and not only_words_go(to_jsonb(old), to_jsonb(new), array['title', 'shown_title', 'late_reason'], old.id))
    execute function late_mark_stays();

-- ---------------------------------------------------------------- the erasure

-- The release after which nothing of the edition is on the site; null before there is one.
create function removed_in(an_edition uuid) returns bigint language sql stable set search_path = gongkai as $$
    select min(r.number) from edition e join release r on r.number > e.release_number
    where e.id = an_edition and r.state in ('ACTIVE', 'RETIRED')
      and (r.outcome -> 'removed' @> to_jsonb(e.document_id::text)
           or r.sequence >= (select max(c.sequence) from change_log c
                             where c.document_id = e.document_id and c.edition_id = e.id and c.kind = 'WITHDRAWN')
           or exists (select 1 from edition l where l.document_id = e.document_id and l.number > e.number and l.release_number = r.number
                      and l.state in ('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')))
$$;

-- The editions that go with a withdrawn one. What became public after it, and what is written since, is another matter.
create function erased_editions(withdrawn uuid) returns setof edition language sql stable set search_path = gongkai as $$
    select e.* from edition w join edition e on e.document_id = w.document_id
    where w.id = withdrawn and e.state <> 'PUBLISHED' and not (e.number > w.number and e.opened_at > w.withdrawn_at)
      and not exists (select from edition p where p.document_id = w.document_id and p.published_at is not null
                      and p.number > w.number and p.number <= e.number)
$$;

-- Erases from the database what the editions of this erasure alone use. Doing it twice changes nothing.
create function erase_records(an_edition uuid, at timestamptz) returns void
    language plpgsql security definer set search_path = gongkai, pg_temp as $$
declare
    x        erasure;
    d        document;
    taken    uuid[];                                    -- its editions
    numbers  int[];
    gone     bytea[];                                   -- their revisions
    files    bytea[];                                   -- the assets of those
    sets     uuid[];                                    -- the release sets that it ever was in: their names quote titles
    links    uuid[];                                    -- the review links whose pack had it
    ids      text[];                                    -- by which an answer tells of it
    telling  text[];                                    -- by which a failure may
    a_column name;
begin
    select * into x from erasure where edition_id = an_edition for update;
    if x.edition_id is null then
        raise exception 'edition % was not withdrawn for privacy', an_edition using errcode = 'GK041';
    end if;
    if x.state <> 'WAITING' then
        return;
    end if;
    select * into d from document where id = x.document_id for update;
    if removed_in(an_edition) is null then
        raise exception 'document % is not off the site yet', d.id using errcode = 'GK041';
    end if;
    if exists (select 1 from erased_editions(an_edition) e
               where e.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD')) then
        raise exception 'document % is still being written', d.id using errcode = 'GK041';
    end if;

    select array_agg(id), array_agg(number) into taken, numbers from erased_editions(an_edition);
    select coalesce(array_agg(distinct r.digest order by r.digest), '{}') into gone
    from edition_revision u join revision r on r.digest = u.digest
    where u.edition_id = any(taken) and r.canonical is not null
      and not exists (select 1 from edition_revision o where o.digest = r.digest and o.edition_id <> all(taken));

    -- Whoever begins to use one of them waits, and then finds it kept or gone.
    perform 1 from asset a where a.sha256 in (select u.sha256 from revision_asset u where u.digest = any(gone))
    order by a.sha256 for update;
    select coalesce(array_agg(distinct u.sha256 order by u.sha256), '{}') into files
    from revision_asset u
    where u.digest = any(gone)
      and not exists (select 1 from revision_asset o where o.sha256 = u.sha256 and o.digest <> all(gone))
      and not exists (select 1 from unit_asset o where o.sha256 = u.sha256 and o.unit_key <> d.unit_key);

    select coalesce(array_agg(distinct id), '{}') into sets from (
        select release_set from edition where id = any(taken)
        union select set_id from release_set_member where document_id = d.id
        union select (a.detail::json ->> 'set')::uuid from audit_entry a
              where a.chain = d.id::text and a.action in ('joined set', 'left set')) s(id)
    where id is not null;
    select coalesce(array_agg(link_id), '{}') into links from review_link_item where document_id = d.id;
    select array_agg(id) into ids from (
        select d.id::text union select unnest(taken || sets || links)::text union select encode(f, 'hex') from unnest(files) f) i(id);
    select array_agg(word) || ids into telling from (
        select d.path union select title from edition where id = any(taken) union select name from release_set where id = any(sets)) w(word)
    where word <> erased_words() and char_length(word) > 3;   -- what has so few characters says nothing, and stands everywhere

    update revision set canonical = null, erased_at = at where digest = any(gone);
    delete from revision_asset where digest = any(gone);
    delete from unit_asset where sha256 = any(files);
    delete from asset where sha256 = any(files);

    -- Every column of an edition that shows its title, and why it came late.
    for a_column in select attname from pg_attribute where attrelid = 'edition'::regclass and attnum > 0
                    and not attisdropped and (attname ~ '(^|_)title$' or attname = 'late_reason') loop
        execute format('update edition set %1$I = erased_words() where id = any($1) and %1$I <> erased_words()', a_column) using taken;
    end loop;
    update edition set version = version + 1 where id = any(taken) and latest;   -- whoever kept it reads it anew
    update approval set comment = case when comment = '' then '' else erased_words() end, remarks = '[]'
    where edition_id = any(taken) and (comment not in ('', erased_words()) or remarks <> '[]');
    update bypass set reason = erased_words() where edition_id = any(taken) and reason <> erased_words();
    update notice set comment = case when comment = '' then '' else erased_words() end,
        answer = case when answer is null then null else erased_words() end
    where edition_id = any(taken) and (comment not in ('', erased_words()) or answer <> erased_words());
    update release_set set name = erased_words() where id = any(sets) and name <> erased_words();
    update review_link set purpose = erased_words() where id = any(links) and purpose <> erased_words();

    update audit_words w set words = null, salt = null
    from audit_entry a
    where a.chain = w.chain and a.position = w.position and w.words is not null
      and ((w.chain = d.id::text and coalesce((a.detail::json ->> 'edition')::int = any(numbers), true))
           or (w.member = 'name' and (a.detail::json ->> 'set')::uuid = any(sets))
           or (w.member = 'fileName' and decode(a.detail::json ->> 'sha256', 'hex') = any(files)));

    update release r set outcome = jsonb_set(r.outcome, '{held}', (
            select coalesce(jsonb_agg(case when (h ->> 'edition')::uuid = any(taken)
                                           then h || jsonb_build_object('message', erased_words()) else h end), '[]')
            from jsonb_array_elements(r.outcome -> 'held') h))
    where exists (select 1 from jsonb_array_elements(r.outcome -> 'held') h
                  where (h ->> 'edition')::uuid = any(taken));
    update release set failure = erased_words()
    where failure <> erased_words() and exists (select from unnest(telling) t where position(t in failure) > 0);
    update batch.batch_job_execution set exit_message = '' where exit_message <> '';
    update batch.batch_step_execution set exit_message = '' where exit_message <> '';

    -- A file's name can say as much as its content; its digest is enough to know it again.
    update imported_file set import_key = erased_key(import_key) where document_id = d.id and import_key !~ '^erased:';
    update document set import_key = erased_key(import_key)
    where id = d.id and import_key is not null and import_key !~ '^erased:';

    -- Answers that are kept so that a creation which is sent twice happens once: they may show what was created.
    delete from idempotency_key k
    where exists (select from unnest(ids) i where position(convert_to(i, 'UTF8') in k.body) > 0 or position(i in k.location) > 0);

    update erasure set state = 'RECORDS', removed_in = removed_in(an_edition), revisions = gone, assets = files, erased_at = at
    where edition_id = an_edition;
end $$;

-- ---------------------------------------------------------------- rights of the runtime role

revoke execute on function erase_records(uuid, timestamptz) from public;
grant execute on function erase_records(uuid, timestamptz) to ${appRole};
grant select on erasure to ${appRole};
grant update (state, finished_at) on erasure to ${appRole};
grant select, insert on audit_words to ${appRole};
