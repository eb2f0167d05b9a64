/** States of a build that are over at once: an image is there as soon as a build was started. */
export const AT_ONCE = Object.fromEntries(
  ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING", "CANCELLING"].map(
    (status) => [status, 0],
  ),
);
