/** More than any declaration of a document's type: the Health app's has 9 kB. */
const prologueMax = 131_072

/** A comment, or the root's opening tag. What the declaration of the type says in `<!ELEMENT HealthData` is neither. */
const mark = /<!--|<HealthData(?=[\s/>])/g

/**
 * Leaves out what comes before the root of an export: the Health app writes a declaration of the document's type there
 * that is at times invalid and would end any parser. Nothing in an export refers to it.
 */
export class Prologue {
  #text = ''
  /** Everything before is known to be no root. */
  #from = 0
  #isOver = false

  /** Whether the root was found. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Whether so much has come without a root that there is none. */
  get isTooLong(): boolean {
    return this.#text.length > prologueMax
  }

  /** The root and what follows it so far; undefined until it comes. */
  push(text: string): { readonly before: string; readonly root: string } | undefined {
    this.#text += text
    const at = this.#find()
    if (at === undefined) return undefined
    const all = this.#text
    this.#isOver = true
    this.#text = ''
    return { before: all.slice(0, at), root: all.slice(at) }
  }

  #find(): number | undefined {
    for (;;) {
      mark.lastIndex = this.#from
      const found = mark.exec(this.#text)
      if (found === null) return this.#wait(this.#text.length - '<HealthData'.length)
      if (found[0] !== '<!--') return found.index
      const end = this.#text.indexOf('-->', found.index + found[0].length)
      if (end < 0) return this.#wait(found.index)
      this.#from = end + '-->'.length
    }
  }

  #wait(from: number): undefined {
    this.#from = Math.max(this.#from, from)
    return undefined
  }
}
