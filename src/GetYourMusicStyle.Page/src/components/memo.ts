import { Component, type ComponentType, createElement } from 'preact'

/** A component that is drawn again only when one of its properties, or a signal it reads, has changed. */
export function memo<P extends object>(Inner: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: P) {
      const keys = Object.keys(next) as (keyof P)[]
      return keys.length !== Object.keys(this.props).length || keys.some((key) => next[key] !== (this.props as P)[key])
    }

    override render() {
      return createElement(Inner, this.props as P)
    }
  }
}
