// A wall clock that somebody sets again and again: an hour ahead, an hour back. The dates of requests stay right.
const now = Date.now.bind(Date);
let ahead = false;
Date.now = () => {
  ahead = !ahead;
  return now() + (ahead ? 3_600_000 : -3_600_000);
};
