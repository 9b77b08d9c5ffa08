# What is needed to build is left behind: the second stage holds the package and what it depends on.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm pack --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production
COPY --from=build /build/scimulate-*.tgz /tmp/
RUN npm install --global --omit=dev /tmp/scimulate-*.tgz && rm /tmp/scimulate-*.tgz
USER node
WORKDIR /home/node
EXPOSE 4444
# A container that runs a check needs no health; one that runs the server answers on this port.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4444/healthz').then(() => process.exit(0), () => process.exit(1))"]
ENTRYPOINT ["scimulate"]
CMD ["server", "--host", "0.0.0.0", "--port", "4444"]
