// Light and dark: as the system says, until someone chooses.
import { effect, signal } from '@preact/signals'

const key = 'gyms-theme'
const system = matchMedia('(prefers-color-scheme: dark)')
const chosen = localStorage.getItem(key)

export const dark = signal(chosen ? chosen === 'dark' : system.matches)

system.addEventListener('change', () => {
  if (!localStorage.getItem(key)) dark.value = system.matches
})

effect(() => {
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light'
})

export function setDark(value: boolean) {
  dark.value = value
  localStorage.setItem(key, value ? 'dark' : 'light')
}

/** A colour of the style sheet as text, for charts; read it again when `dark` changes. */
export const styleColor = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
