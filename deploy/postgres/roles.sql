-- The two roles and the database (docs/operating.md): run once by a superuser with psql 15 or later, which reads the
-- passwords from its environment, where no other process of the machine sees them.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD

CREATE ROLE satu_login_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE satu_login_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';

CREATE DATABASE satu_login OWNER satu_login_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
REVOKE ALL ON DATABASE satu_login FROM PUBLIC;
GRANT CONNECT ON DATABASE satu_login TO satu_login_app;
