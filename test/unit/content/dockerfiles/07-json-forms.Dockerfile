FROM node:22-slim
RUN ["corepack", "enable"]
COPY ["package.json", "package-lock.json", "/srv/"]
RUN ["npm", "ci", "--omit=dev"]
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node", "server.js"]
STOPSIGNAL SIGQUIT
#=
# 1 FROM replace
# 2 RUN taken
# 3 COPY replace
# 4 RUN taken
# 5 ENTRYPOINT taken
# 6 CMD taken
# 7 STOPSIGNAL replace
