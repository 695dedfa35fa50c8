// What the reviewer decided, in the browser's database: one text. The page reads and writes it.
const STORE = "decisions";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("gouji", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Settled when the transaction is: what was written is there for the next visit.
async function act(mode, what) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = what(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const store = {
  read: () => act("readonly", (decisions) => decisions.get("all")),
  write: (text) => act("readwrite", (decisions) => decisions.put(text, "all")),
};
