-- Going back to an earlier release takes editions from the site (PUBLISHED to HELD, since V1) and shows those again that they
-- had superseded: nobody approves anything anew, the approvals of the older edition still count (decision 12).

do $$ begin
    execute replace(pg_get_functiondef('edition_moves_lawfully'::regproc),
        $old$('PUBLISHED', 'HELD')$old$, $new$('PUBLISHED', 'HELD'), ('SUPERSEDED', 'PUBLISHED')$new$);
end $$;

-- A set goes together when it becomes public; what was public and is again does not wait for members that came to the set since.
drop trigger a_set_goes_together on edition;
create constraint trigger a_set_goes_together after update on edition deferrable initially deferred
    for each row when (new.state = 'PUBLISHED' and old.state = 'APPROVED')
    execute function a_set_goes_together();

-- The editions that go with a withdrawn one. What became public after it, and what is written since, is another matter; what was
-- taken back when an earlier release was gone back to is not: it became public before.
create or replace function erased_editions(withdrawn uuid) returns setof edition language sql stable set search_path = gongkai as $$
    select e.* from edition w join edition e on e.document_id = w.document_id
    where w.id = withdrawn and e.state <> 'PUBLISHED' and not (e.number > w.number and e.opened_at > w.withdrawn_at)
      and not exists (select from edition p where p.document_id = w.document_id and p.published_at is not null
                      and p.number > w.number and p.number <= e.number and p.release_number > w.release_number)
$$;
