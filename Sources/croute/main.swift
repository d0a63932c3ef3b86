import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
exit(arguments.first == "kernel" ? CrouteKernel.program.run(Array(arguments.dropFirst())) : Program.run(arguments))
