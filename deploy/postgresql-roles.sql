-- Two roles for Headstamp on PostgreSQL. Run once, as the administrator of the database:
--   psql -v owner_password=... -v service_password=... -f postgresql-roles.sql
-- The owner migrates. The service role runs the office: it adds to the log and cannot change it, whatever happens to the program.
\set ON_ERROR_STOP on
CREATE ROLE headstamp_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE headstamp_service LOGIN PASSWORD :'service_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE headstamp OWNER headstamp_owner ENCODING 'UTF8' TEMPLATE template0;
\connect headstamp
ALTER SCHEMA public OWNER TO headstamp_owner;
REVOKE ALL ON DATABASE headstamp FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE headstamp TO headstamp_owner, headstamp_service;
GRANT USAGE ON SCHEMA public TO headstamp_service;
-- What the service role may do to each table is given by the program after every migration (HEADSTAMP_OWNER_URL).
