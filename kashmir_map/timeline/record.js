// The record's files: events and coverage, fetched once for the whole life of the page.

const files = new Map(); // address → promise of its content, so that a remount fetches nothing

export function fetched(address) {
  if (!files.has(address)) {
    const answer = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      return response.json();
    });
    answer.catch(() => files.delete(address));
    files.set(address, answer);
  }
  return files.get(address);
}
