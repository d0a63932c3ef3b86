import Foundation
import Jupyter
import Terminal

let arguments = Array(CommandLine.arguments.dropFirst())
exit(arguments.first == "kernel" ? KernelProgram.run(Array(arguments.dropFirst())) : Program.run(arguments))
