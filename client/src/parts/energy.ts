// Whether the reader is in low-energy mode: one column, one thing at a time. Not for parts that the server remembers for other readers.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export const LowEnergyContext = createContext(false)

export function useLowEnergy(): boolean {
  return useContext(LowEnergyContext)
}
