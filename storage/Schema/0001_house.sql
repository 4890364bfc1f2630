-- The application works as loyalty_app, which can read everything and change only what a table's grants name:
-- facts are inserted, never updated or deleted. Roles belong to the whole server, so another database may have made it.
do $$
begin
  create role loyalty_app nologin;
exception
  when duplicate_object or unique_violation then null;
end
$$;

do $$
begin
  execute format('grant loyalty_app to %I', current_user);
  execute format('grant usage on schema public to loyalty_app');
exception
  when unique_violation then null; -- Granted in the same moment by another database's first start.
end
$$;
