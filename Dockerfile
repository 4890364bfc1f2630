# Silos and gateways are one program; the compose file says which of the two each is.
FROM node:22 AS pages
WORKDIR /source/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY schema.graphql ../
COPY web .
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# hotchocolate where the feed carries its packages.
ARG GRAPHQL=builtin
WORKDIR /source
COPY . .
RUN dotnet publish silo/OrleansLoyalty.Silo.csproj --configuration Release --output /app \
    -p:GraphQL=$GRAPHQL

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY --from=pages /source/web/dist web/dist
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
# The image has no HTTP client, but bash speaks TCP.
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=6 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3; head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "loyalty.dll", "--data", "/data"]
