import { TopBar } from '../ui/top-bar.tsx'

export function Component() {
  return <TopBar title="Keys" />
}
