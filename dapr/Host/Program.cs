System.Console.WriteLine("MusicGraph");
