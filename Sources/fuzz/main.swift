import Foundation

exit(FuzzProgram.run(Array(CommandLine.arguments.dropFirst())))
