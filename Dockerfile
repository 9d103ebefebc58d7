# One image for every role: a node that answers, the migrations, the command line of operators.
# No embedded PostgreSQL, no packaged Node, no test: what is optional or for development stays outside.

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No script of any package is run: argon2 brings its compiled code along.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY migrations migrations
COPY seeds seeds
COPY views views
COPY docs/panduan-pengembang.md docs/panduan-pengembang.md
COPY docs/panduan-pengembang.en.md docs/panduan-pengembang.en.md
COPY src src
USER node
EXPOSE 3000
CMD ["node", "src/server.ts"]
