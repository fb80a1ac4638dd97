import { Button } from './button.tsx'

interface MoreButtonProps {
  /** Says what comes. */
  children: string
  query: { isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
}

/** Below a list that goes on: the next page of it. */
export function MoreButton({ children, query }: MoreButtonProps) {
  return (
    <Button onClick={() => void query.fetchNextPage()} busy={query.isFetchingNextPage} className="self-start">
      {children}
    </Button>
  )
}
