import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Dialog as DialogName } from '../signals.js'
import { usePage } from './context.js'

interface DialogProps {
  readonly name: DialogName
  readonly title: string
  readonly children: ComponentChildren
}

/** A modal dialog that is there while the page's `dialog` has its name; Escape closes it. */
export const Dialog = ({ name, title, children }: DialogProps) => {
  const { dialog } = usePage()
  const element = useRef<HTMLDialogElement>(null)
  const isOpen = dialog.value === name
  useEffect(() => {
    if (isOpen) element.current?.showModal()
  }, [isOpen])
  if (!isOpen) return null
  const close = () => {
    dialog.value = 'none'
  }
  return (
    <dialog ref={element} onClose={close} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{title}</h2>
      {children}
    </dialog>
  )
}
