FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED="1"

# The newest pip.
RUN pip install --no-cache-dir --upgrade pip

COPY --chown=app:app requirements.txt /app/
RUN pip install -r /app/requirements.txt

# Blank lines and comments within a command.
RUN useradd --create-home app && \

    # its own folder
    mkdir /app/data && \
    chown app /app/data

USER app
CMD gunicorn app:app
#=
# 1 FROM replace
# 3 ENV taken
# 6 RUN taken
# 8 COPY replace
# 9 RUN taken
# 12 RUN taken
# 18 USER taken
# 19 CMD taken
