/** What is told of a collection that goes on: all of its items, or those that changed. */
export interface CollectionNews<Item> {
  readonly isWhole: boolean
  readonly items: readonly Item[]
}

/** What changed, and all items, oldest first. */
interface Board<Item> {
  readonly changed: readonly Item[]
  readonly all: readonly Item[]
}

/** Keeps a collection up to date: takes news in and gives the whole. An item is known by its start. */
export const createCollectionBoard = <Item extends { readonly start: string }>() => {
  const items = new Map<string, Item>()
  return (news: CollectionNews<Item>): Board<Item> => {
    if (news.isWhole) items.clear()
    for (const item of news.items) items.set(item.start, item)
    // Times of one spelling are ordered as their texts are.
    return { changed: news.items, all: [...items.values()].sort((a, b) => (a.start < b.start ? -1 : 1)) }
  }
}
