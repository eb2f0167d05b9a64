/** The maximum number of IDs, keys or tags per call (docs/service.md, DescribeImagePipelines, Components, Tags). */
export const MOST_PER_CALL = 20;

/** The items of all batches of IDs, or of one call without IDs. */
export async function inBatches<Item>(
  ids: readonly string[] | undefined,
  read: (ids: string[] | undefined) => Promise<Item[]>,
): Promise<Item[]> {
  if (ids === undefined) return read(undefined);
  return (await Promise.all(batches([...new Set(ids)]).map(read))).flat();
}

/** A list in parts of one call each. */
export const batches = <T>(list: readonly T[], most = MOST_PER_CALL): T[][] =>
  Array.from({ length: Math.ceil(list.length / most) }, (_, index) =>
    list.slice(index * most, (index + 1) * most),
  );
