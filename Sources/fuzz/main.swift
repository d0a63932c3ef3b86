import Foundation

setvbuf(stdout, nil, _IOLBF, 0)
exit(FuzzProgram.run(Array(CommandLine.arguments.dropFirst())))
