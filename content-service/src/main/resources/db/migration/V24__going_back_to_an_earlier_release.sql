-- Going back to an earlier release takes editions from the site (PUBLISHED to HELD, since V1) and shows those again that they
-- had superseded: nobody approves anything anew, the approvals of the older edition still count (decision 12).

do $$ begin
    execute replace(pg_get_functiondef('edition_moves_lawfully'::regproc),
        $old$('PUBLISHED', 'HELD')$old$, $new$('PUBLISHED', 'HELD'), ('SUPERSEDED', 'PUBLISHED')$new$);
end $$;
