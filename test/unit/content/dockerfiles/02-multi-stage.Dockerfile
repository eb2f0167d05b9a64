FROM golang:1.24 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /out/server ./cmd/server

FROM gcr.io/distroless/static-debian12
COPY --from=build /out/server /server
USER nonroot:nonroot
EXPOSE 8080
ENTRYPOINT ["/server"]
#=
# 1 FROM replace
# 2 WORKDIR taken
# 3 COPY replace
# 4 RUN taken
# 5 COPY replace
# 6 RUN taken
# 8 FROM replace
# 9 COPY replace
# 10 USER taken
# 11 EXPOSE replace
# 12 ENTRYPOINT taken
